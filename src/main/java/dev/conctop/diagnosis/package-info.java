/** From budgets, tasks and host to a verdict with its evidence. Pure. Imports state and sample. */
@NullMarked
package dev.conctop.diagnosis;

import org.jspecify.annotations.NullMarked;
