{{/* Name of every object: the release's, with the chart's in it. */}}
{{- define "modelservice-operator.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* What selects the operator's pods; never changes over a release's life. */}}
{{- define "modelservice-operator.selector" -}}
app.kubernetes.io/name: modelservice-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "modelservice-operator.labels" -}}
{{ include "modelservice-operator.selector" . }}
app.kubernetes.io/component: operator
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* "true" or nothing. */}}
{{- define "modelservice-operator.leaderElection" -}}
{{- if or .Values.leaderElection (gt (int .Values.replicas) 1) -}}true{{- end -}}
{{- end }}

{{/*
Exactly what the operator's code asks of the API server where it watches. Server-side apply is a patch; the first one of
an object is a create as well.
*/}}
{{- define "modelservice-operator.rules" -}}
- apiGroups: [modelservice.dev]
  resources: [modelservices]
  verbs: [get, list, watch]
- apiGroups: [modelservice.dev]
  resources: [modelservices/status]
  verbs: [patch]
# get: whose object is it, when a name is taken. delete: a revision that has lost its place, or is beyond the history.
- apiGroups: [apps]
  resources: [deployments, controllerrevisions]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [get, list, watch, create, patch]
# delete, here and below: what led to the gateway goes when it is turned off, and a route when it is no longer asked for.
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch, create, patch, delete]
# OpenShift asks for this where an EndpointSlice leads to pods.
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices/restricted]
  verbs: [create]
# Where the cluster has the Gateway API.
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes, grpcroutes]
  verbs: [get, list, watch, create, patch, delete]
# delete: a budget goes with the second replica, a policy when networkPolicy.enabled becomes false.
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, patch, delete]
# KServe's runtimes, where the cluster has them; they are only read.
- apiGroups: [serving.kserve.io]
  resources: [servingruntimes]
  verbs: [list, watch]
# Why a model is not served stands in its pods. The rest is for those that ask a new revision the golden set.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- if .Values.ownerReferencesPermissionEnforcement }}
# Only asked for by the admission plugin; the garbage collector does the deleting.
- apiGroups: [""]
  resources: [serviceaccounts]
  resourceNames: [modelservice-runtime]
  verbs: [delete]
{{- end }}
{{- end }}

{{/* Name of the gateway's objects. */}}
{{- define "modelservice-operator.gateway.fullname" -}}
{{ include "modelservice-operator.fullname" . }}-gateway
{{- end }}

{{/* What selects the gateway's pods; never changes over a release's life. */}}
{{- define "modelservice-operator.gateway.selector" -}}
app.kubernetes.io/name: modelservice-gateway
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "modelservice-operator.gateway.labels" -}}
{{ include "modelservice-operator.gateway.selector" . }}
app.kubernetes.io/component: gateway
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Whether there may be more than one pod of the gateway: "true" or nothing. */}}
{{- define "modelservice-operator.gateway.several" -}}
{{- if or .Values.gateway.autoscaling.enabled (gt (int .Values.gateway.replicas) 1) -}}true{{- end -}}
{{- end }}

{{/* What the gateway reads where it serves; it writes nothing. */}}
{{- define "modelservice-operator.gateway.rules" -}}
- apiGroups: [modelservice.dev]
  resources: [modelservices]
  verbs: [list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [list, watch]
{{- end }}
