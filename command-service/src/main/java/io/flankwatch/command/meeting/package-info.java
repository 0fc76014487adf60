/// Meetings: convened, rescheduled, cancelled, adjourned and concluded.
@NullMarked
package io.flankwatch.command.meeting;

import org.jspecify.annotations.NullMarked;
