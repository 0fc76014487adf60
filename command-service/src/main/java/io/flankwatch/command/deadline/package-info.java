/// Indicators expire at their deadlines: once each, in whichever process, and late only by how long no process was there.
@NullMarked
package io.flankwatch.command.deadline;

import org.jspecify.annotations.NullMarked;
