package dev.conctop.state.ui;

import java.util.Optional;

/**
 * The settings as they are being looked at; their values are the person's choices themselves.
 *
 * @param chosen index of the row that keys go to
 * @param said what became of the last wish to save; empty when something was turned since
 */
public record SettingsForm(int chosen, Optional<SaveOutcome> said) {}
