/** Which program serves a model: ours, a user's image, or one of KServe's runtimes. No client, no clock. */
@NullMarked
package dev.modelservice.operator.choice;

import org.jspecify.annotations.NullMarked;
