package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Where the model's files are. The address's scheme says how they reach the pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.uri.matches('^(oci|pvc|https)://')",
        message =
                "model.uri: begin with oci:// (an OCI image), pvc:// (a PersistentVolumeClaim) or https:// (a file or archive)")
@ValidationRule(
        value =
                "!self.uri.startsWith('oci://') || self.uri.matches('^oci://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?"
                        + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$')",
        message = "model.uri: an OCI address is oci://REGISTRY/NAME:TAG or oci://REGISTRY/NAME@sha256:DIGEST")
@ValidationRule(
        value = "!self.uri.startsWith('oci://') || self.uri.matches('^oci://[^/]+/.*[:@]')",
        message =
                "model.uri: name a tag (oci://REGISTRY/NAME:TAG) or a digest; an address without one means another model tomorrow")
@ValidationRule(
        value =
                "!self.uri.startsWith('pvc://') || (self.uri.matches('^pvc://[a-z0-9]([-a-z0-9.]*[a-z0-9])?(/[^/]+)*/?$')"
                        + " && !self.uri.matches('/[.][.]?(/|$)'))",
        message = "model.uri: a claim's address is pvc://CLAIM or pvc://CLAIM/FOLDER, without '.' or '..' in the path")
@ValidationRule(
        value = "!self.uri.startsWith('https://') || (isURL(self.uri) && url(self.uri).getHostname() != '')",
        message = "model.uri: a web address is https://HOST/PATH/FILE")
@ValidationRule(
        value = "!self.uri.startsWith('https://') || self.uri.matches('^https://[^/]+/([^?#]*/)?[^/?#]+([?][^#]*)?$')",
        message = "model.uri: name the file to fetch (https://HOST/PATH/FILE), without a '#' part")
@ValidationRule(
        value = "!self.uri.matches('^[a-z]+://[^/]*@[^/]*/') || self.uri.startsWith('oci://')",
        message =
                "model.uri: keep user name and password out of the address; put them into a Secret and name it in model.secretRef")
@ValidationRule(
        value = "!has(self.digest) || self.digest.matches('^sha256:[a-f0-9]{64}$')",
        message = "model.digest: write sha256: and 64 lower-case hexadecimal digits")
@ValidationRule(
        value = "!has(self.digest) || !self.uri.startsWith('pvc://')",
        message =
                "model.digest: a folder in a PersistentVolumeClaim has no digest to check; remove it or use oci:// or https://")
@ValidationRule(
        value = "!has(self.digest) || !self.uri.contains('@sha256:') || self.uri.endsWith('@' + self.digest)",
        message = "model.digest: model.uri names another digest; give it in one place")
@ValidationRule(
        value = "!has(self.secretRef) || !self.uri.startsWith('pvc://')",
        message = "model.secretRef: a PersistentVolumeClaim needs no credentials; remove it or use oci:// or https://")
@ValidationRule(
        value = "!has(self.caRef) || self.uri.startsWith('https://')",
        message = "model.caRef: only https:// uses it; certificates for an OCI registry belong to the nodes")
@ValidationRule(
        value = "!has(self.sizeLimit) || self.uri.startsWith('https://')",
        message = "model.sizeLimit: only https:// uses it; remove it")
@ValidationRule(
        value = "!has(self.sizeLimit) || quantity(string(self.sizeLimit)).isGreaterThan(quantity('0'))",
        message = "model.sizeLimit: write a size above zero such as 500Mi or 20Gi")
@ValidationRule(
        value = "!has(self.format) || self.format.matches('^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$')",
        message = "model.format: write a name such as onnx, gguf or sklearn, of letters, digits, '-', '_' and '.'")
@ValidationRule(
        value = "!has(self.formatVersion) || self.formatVersion.matches('^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$')",
        message = "model.formatVersion: write a version such as 1 or 2.0, of letters, digits, '-', '_' and '.'")
@ValidationRule(
        value = "!has(self.formatVersion) || has(self.format)",
        message = "model.formatVersion: it is the version of a format; name that in model.format")
public record ModelSource(
        @Required
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription(
                "Address of the model's files. oci://REGISTRY/NAME:TAG: an image whose root holds the files,"
                        + " mounted by the node and cached there. pvc://CLAIM/FOLDER: a folder of a PersistentVolumeClaim in this"
                        + " namespace, mounted read-only. https://HOST/PATH/FILE: a file, or a .tar, .tar.gz, .tgz or .zip archive"
                        + " that is unpacked, fetched before the pod starts. A change replaces the pods one by one.")
        String uri,

        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
                "Format of the files, such as onnx, gguf, sklearn or tensorflow. The operator's own runtime serves onnx and"
                        + " gguf, and finds out itself which it is. For any other format a runtime of KServe's is chosen"
                        + " that says it serves it, unless runtime.image or runtime.ref names one.")
        @Nullable
        String format,

        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
                "Version of the format, as runtimes of KServe's write it: they are chosen by it. Absent: any.")
        @Nullable
        String formatVersion,

        @Size(max = 128)
        @JsonPropertyDescription(
                "Optional pin, sha256:HEX: of the image manifest for oci://, of the fetched file for https://."
                        + " Files that do not match are never served.")
        @Nullable
        String digest,

        @JsonPropertyDescription("Secret in this namespace with the credentials for the address. For oci:// of type"
                + " kubernetes.io/dockerconfigjson; for https:// with the key token, or username and password.")
        @Nullable
        LocalRef secretRef,

        @JsonPropertyDescription(
                "ConfigMap in this namespace whose key ca.crt holds PEM certificates to trust, beside the public"
                        + " ones, when fetching from https://.")
        @Nullable
        LocalRef caRef,

        @JsonPropertyDescription(
                "Most bytes that an https:// model may have, as fetched and as unpacked. Default 10Gi.")
        @Nullable
        Quantity sizeLimit) {}
