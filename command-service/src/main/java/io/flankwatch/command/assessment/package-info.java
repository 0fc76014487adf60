/// Assessments: drafted by one, approved by another, and not on evidence that has changed meanwhile.
@NullMarked
package io.flankwatch.command.assessment;

import org.jspecify.annotations.NullMarked;
