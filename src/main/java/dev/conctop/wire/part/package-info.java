/** Fields, histograms and objects that messages are made of. Imports sample. */
@NullMarked
package dev.conctop.wire.part;

import org.jspecify.annotations.NullMarked;
