package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A Gateway of the Gateway API, by name. It may be made later: until then a condition says that no route is accepted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.name.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "endpoint.gateway.name: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
@ValidationRule(
        value = "!has(self.__namespace__) || self.__namespace__.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        message =
                "endpoint.gateway.namespace: the name of a namespace has lower-case letters, digits and '-', and a letter or digit at both ends")
@ValidationRule(
        value = "!has(self.sectionName) || self.sectionName.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "endpoint.gateway.sectionName: the name of a listener has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
public record GatewayRef(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Gateway.")
        String name,

        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
                "Its namespace; its listeners have to allow routes from this one. Absent: this namespace.")
        @Nullable
        String namespace,

        @Size(min = 1, max = 253)
        @JsonPropertyDescription("The listener of it that is meant. Absent: each one that allows it.")
        @Nullable
        String sectionName) {}
