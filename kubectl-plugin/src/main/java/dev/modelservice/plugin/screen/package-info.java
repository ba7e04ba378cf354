/** Text and JSON made of values. Knows no cluster, no terminal and no clock. */
@NullMarked
package dev.modelservice.plugin.screen;

import org.jspecify.annotations.NullMarked;
