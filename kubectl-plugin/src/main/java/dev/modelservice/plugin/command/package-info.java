/** The commands: what is typed, and what is printed. Joins the other packages. */
@NullMarked
package dev.modelservice.plugin.command;

import org.jspecify.annotations.NullMarked;
