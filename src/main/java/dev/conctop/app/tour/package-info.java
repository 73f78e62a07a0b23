/**
 * Lessons from files, and a tour without a screen. Imports the app's headless runs and experiments,
 * scenario, settings, report, tour, launch and catalog.
 */
@NullMarked
package dev.conctop.app.tour;

import org.jspecify.annotations.NullMarked;
