/**
 * Accounting, pure: cumulative counters, causes of waits and what threads say of themselves →
 * budgets that close. Imports sample only.
 */
@NullMarked
package dev.conctop.account;

import org.jspecify.annotations.NullMarked;
