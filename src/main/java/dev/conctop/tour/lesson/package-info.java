/** What a lesson is made of: prose, question, trial, answer, formulas; pure. */
@NullMarked
package dev.conctop.tour.lesson;

import org.jspecify.annotations.NullMarked;
