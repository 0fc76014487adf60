package io.flankwatch.importer;

/// A row, or a case, that was not taken.
///
/// @param line   0 where it is not about one line
/// @param label  what the file calls the row; may be empty
/// @param code   the server's, or one of docs/importing.md where it was not sent at all
record Rejection(long line, String label, String code, String detail) {

    @Override
    public String toString() {
        String where = line == 0 ? label : "line " + line + (label.isEmpty() ? "" : " (" + label + ")");
        return where + ": " + code + (detail.isEmpty() ? "" : ": " + detail);
    }
}
