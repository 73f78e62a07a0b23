/** What the slowest tasks' time went to, in words. Imports sample and state. Pure. */
@NullMarked
package dev.conctop.diagnosis.slow;

import org.jspecify.annotations.NullMarked;
