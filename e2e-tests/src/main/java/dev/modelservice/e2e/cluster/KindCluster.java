package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Kind cluster of the end-to-end tests, with the images of this working tree loaded and its chart at hand. One for
 * all tests of a JVM; it stays up afterwards, so that the next run is quick.
 */
public final class KindCluster {
    private static final String NAME = "modelservice-e2e";
    private static final String CONTEXT = "kind-" + NAME;
    private static final String RELEASE = "modelservice-operator";
    private static @Nullable KindCluster shared;

    private final Binaries binaries = Binaries.of("kubernetes", "helm", "kind");
    private final KubernetesClient admin;
    private final String operatorImage;
    private final String runtimeImage;
    private final String gatewayImage;

    private KindCluster() {
        script("cluster/up", NAME);
        var archives = lines(script("images/build", "operator", "runtime", "gateway", "models"));
        operatorImage = reference(archives, "operator");
        runtimeImage = reference(archives, "runtime");
        gatewayImage = reference(archives, "gateway");
        var load = new ArrayList<>(List.of(NAME));
        load.addAll(archives);
        script("cluster/load", load.toArray(String[]::new));
        var kubeconfig = Output.of(List.of(program("kind"), "get", "kubeconfig", "--name", NAME));
        admin = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    /** Brings it up at the first call, which may take minutes where parts have to be built. */
    public static synchronized KindCluster shared() {
        if (shared == null) {
            shared = new KindCluster();
        }
        return shared;
    }

    public KubernetesClient admin() {
        return admin;
    }

    /** The image of our runtime, as a user would name it. */
    public String runtimeImage() {
        return runtimeImage;
    }

    /** Loads the image that a script of the working tree builds, unless it is there, and returns its name. */
    public String load(String buildScript) {
        var archive = script(buildScript).strip();
        script("cluster/load", NAME, archive);
        return reference(archive);
    }

    /** Helm installs a CRD only where there is none; a new version is applied like this, under Helm's own name. */
    public void installCrds() {
        kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--field-manager=helm",
                "--filename=" + Repository.chart().resolve("crds"));
    }

    /** {@code helm upgrade --install} of the chart with these values ({@code key=value}); waits until it is up. */
    public void install(String... values) {
        var command = new ArrayList<>(List.of(
                program("helm"),
                "upgrade",
                "--install",
                RELEASE,
                Repository.chart().toString(),
                "--kube-context=" + CONTEXT,
                "--namespace=" + Chart.NAMESPACE,
                "--create-namespace",
                "--wait",
                "--timeout=3m",
                image("image", operatorImage),
                image("gateway.image", gatewayImage),
                "--set-string=runtime.image=" + runtimeImage,
                // The node has two processors, for everything.
                "--set-string=gateway.resources.requests.cpu=50m"));
        Arrays.stream(values).map(value -> "--set=" + value).forEach(command::add);
        Output.of(command);
    }

    private static String image(String value, String reference) {
        int colon = reference.lastIndexOf(':');
        return "--set-string=%s.repository=%s,%s.tag=%s"
                .formatted(value, reference.substring(0, colon), value, reference.substring(colon + 1));
    }

    /** {@code helm uninstall}; the CRD and the users' objects stay, as Helm has it. */
    public void uninstall() {
        Output.of(List.of(
                program("helm"),
                "uninstall",
                RELEASE,
                "--kube-context=" + CONTEXT,
                "--namespace=" + Chart.NAMESPACE,
                "--ignore-not-found",
                "--wait"));
    }

    /** What kubectl prints. */
    public String kubectl(String... arguments) {
        var command = new ArrayList<>(List.of(program("kubectl"), "--context=" + CONTEXT));
        command.addAll(List.of(arguments));
        return Output.of(command);
    }

    /** Runs a program on the node. */
    public String onNode(String... command) {
        var whole = new ArrayList<>(List.of("docker", "exec", NAME + "-control-plane"));
        whole.addAll(List.of(command));
        return Output.of(whole);
    }

    /** Copies a file or folder onto the node. */
    public void copyToNode(Path from, String to) {
        Output.of(List.of("docker", "cp", from.toString(), NAME + "-control-plane:" + to));
    }

    /** The address at which pods reach this JVM: the gateway of Kind's own network. */
    public String hostAddress() {
        return Output.of(List.of(
                        "docker",
                        "network",
                        "inspect",
                        "kind",
                        "--format",
                        "{{range .IPAM.Config}}{{.Gateway}} {{end}}"))
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .filter(address -> address.contains("."))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Kind's network has no IPv4 gateway"));
    }

    /** Runs something beside the cluster or in it; {@code cluster/extras} has what there is. */
    public void with(String extra) {
        script("cluster/up", NAME, "--with", extra);
    }

    /** The address of the node in Kind's own network, where every node port answers. */
    public String nodeAddress() {
        return Output.of(List.of(
                        "docker",
                        "container",
                        "inspect",
                        "--format",
                        "{{.NetworkSettings.Networks.kind.IPAddress}}",
                        NAME + "-control-plane"))
                .strip();
    }

    /** The address on this machine at which a node port of the cluster answers. */
    public String address(int nodePort) {
        return script("cluster/port", NAME, Integer.toString(nodePort)).strip();
    }

    private String program(String name) {
        return binaries.path(name).toString();
    }

    private static String script(String path, String... arguments) {
        var command = new ArrayList<>(List.of(Repository.root().resolve(path).toString()));
        command.addAll(List.of(arguments));
        return Output.of(command, System.err::println);
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    private static String reference(List<String> archives, String name) {
        return archives.stream()
                .filter(path -> path.endsWith("/" + name + ".tar"))
                .map(KindCluster::reference)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("images/build made no " + name));
    }

    private static String reference(String archive) {
        try {
            return Files.readString(Path.of(archive.replaceFirst("[.]tar$", ".ref")))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("No reference beside " + archive, e);
        }
    }
}
