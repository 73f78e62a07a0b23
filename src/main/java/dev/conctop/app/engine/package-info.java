/**
 * Engines of the machine's CPython and transports of event loops: required before a run, listed,
 * and told by the doctor. May import {@code catalog}, {@code launch} and {@code report}.
 */
@NullMarked
package dev.conctop.app.engine;

import org.jspecify.annotations.NullMarked;
