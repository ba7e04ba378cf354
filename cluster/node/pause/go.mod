// The process that holds a pod's namespaces.
module modelservice.dev/cluster/pause

go 1.26.0
