package io.flankwatch.platform.persons;

import org.jspecify.annotations.Nullable;

/// What is within the seal: that somebody is a victim is told to nobody either.
public record PersonContent(@Nullable PersonRole role, @Nullable PersonDetails details) {

    /// Nothing of it comes into a log because somebody prints it.
    @Override
    public String toString() {
        return "PersonContent[…]";
    }
}
