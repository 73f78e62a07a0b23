/** Commands that need no screen: run, watch, tell. Imports app.loop and what the observer has. */
@NullMarked
package dev.conctop.app.headless;

import org.jspecify.annotations.NullMarked;
