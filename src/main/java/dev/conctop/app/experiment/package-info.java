/** Experiments without a screen: their arms, their course, their reports. */
@NullMarked
package dev.conctop.app.experiment;

import org.jspecify.annotations.NullMarked;
