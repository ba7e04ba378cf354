package dev.modelservice.gateway.route;

/** A ModelService's name in the cluster; written {@code namespace/name}. */
public record ModelName(String namespace, String name) implements Comparable<ModelName> {

    @Override
    public int compareTo(ModelName other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
