package dev.modelservice.operator.loads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Whose counts they are. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Series(String namespace, String name, String revision) {}
