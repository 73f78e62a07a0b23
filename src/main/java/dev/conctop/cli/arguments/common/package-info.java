/** Commands and the options that several have. */
@NullMarked
package dev.conctop.cli.arguments.common;

import org.jspecify.annotations.NullMarked;
