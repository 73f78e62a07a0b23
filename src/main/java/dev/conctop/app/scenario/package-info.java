/** Scenarios: runs with what is expected of them, from files. Imports settings and catalog. */
@NullMarked
package dev.conctop.app.scenario;

import org.jspecify.annotations.NullMarked;
