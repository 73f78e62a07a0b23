/**
 * Metrics beside whatever is watched, and alone. Imports metrics, recording, settings and state.
 */
@NullMarked
package dev.conctop.app.metrics;

import org.jspecify.annotations.NullMarked;
