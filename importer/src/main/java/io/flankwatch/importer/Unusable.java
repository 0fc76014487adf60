package io.flankwatch.importer;

/// A row can't be sent as it is: the reason, told in the same way as the server tells its own.
final class Unusable extends Exception {

    private final String code;

    Unusable(String code, String detail) {
        super(detail);
        this.code = code;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
