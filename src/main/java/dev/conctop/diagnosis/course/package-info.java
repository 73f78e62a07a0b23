/** When a verdict becomes another one. Imports diagnosis. Pure. */
@NullMarked
package dev.conctop.diagnosis.course;

import org.jspecify.annotations.NullMarked;
