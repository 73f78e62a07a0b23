/** The whole program as a person or a script meets it: real processes, real terminals. */
package dev.conctop.e2e;
