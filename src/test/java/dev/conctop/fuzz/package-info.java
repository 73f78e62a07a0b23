/**
 * Readers of what others wrote, given what nobody meant: for the tests by a fuzzer of our own that
 * sees outcomes, for longer runs by Jazzer, which sees what code runs.
 */
package dev.conctop.fuzz;
