package dev.modelservice.fetch;

/** Why a model could not be brought; the names are conditions' reasons. */
enum Reason {
    /** The host cannot be found, reached or trusted, or it fails. */
    ModelUnreachable,
    /** The host has no such file. */
    ModelNotFound,
    /** The host does not give the file to these credentials. */
    ModelForbidden,
    /** A Secret or ConfigMap that was named is not there, or not yet. */
    ReferenceMissing,
    /** What came is not what was asked for, or must not be unpacked. */
    ModelCorrupt,
    /** The file, or what is packed in it, is larger than allowed. */
    ModelTooLarge
}
