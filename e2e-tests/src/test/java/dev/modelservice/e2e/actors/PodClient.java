package dev.modelservice.e2e.actors;

import static org.assertj.core.api.Assertions.assertThat;

/** A program in a pod, which asks once and prints who answered what: it knows nothing but an address, and the cluster's DNS. */
public final class PodClient {
    private static final String NAME = "asker";

    private PodClient() {}

    /**
     * Posts JSON from a pod of this user's.
     *
     * @param image with Debian's Python
     */
    public static String post(ClusterUser user, String image, String url, String body) {
        user.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  restartPolicy: Never
                  automountServiceAccountToken: false
                  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: asker
                    image: %s
                    command:
                    - /usr/bin/python3.11
                    - -c
                    - |
                      import os, urllib.request
                      request = urllib.request.Request(
                          os.environ["URL"], os.environ["BODY"].encode(), {"content-type": "application/json"})
                      with urllib.request.urlopen(request, timeout=30) as answer:
                          print(answer.headers["modelservice-revision"], answer.read().decode())
                    env:
                    - {name: URL, value: '%s'}
                    - {name: BODY, value: '%s'}
                    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """.formatted(NAME, image, url, body));
        var pod = user.client().pods().inNamespace(user.namespace()).withName(NAME);
        // Its log can be had only when its container has been made.
        user.await(() -> assertThat(pod.require().getStatus().getPhase()).isIn("Succeeded", "Failed"));
        return pod.getLog();
    }
}
