/**
 * Readers of what others wrote, given what nobody meant: a fuzzer of our own that sees outcomes,
 * not which code runs.
 */
package dev.conctop.fuzz;
