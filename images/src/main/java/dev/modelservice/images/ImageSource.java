package dev.modelservice.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;

/** What an image is made of. */
sealed interface ImageSource permits ApplicationImage, ModelImage {
    /** Reads the files that go into the image; two calls over the same files describe the same image. */
    JibContainerBuilder builder() throws IOException, InvalidImageReferenceException;
}
