package io.flankwatch.command.vocabulary;

/// Something that a client should know about what was recorded; nothing is refused for it.
///
/// @param pointer JSON pointer into the body
public record Warning(Code code, String pointer, String detail) {

    public enum Code {
        BOUNDS_INVERTED
    }
}
