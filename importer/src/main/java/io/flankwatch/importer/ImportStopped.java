package io.flankwatch.importer;

/// The import can't go on; what was recorded stays recorded, and a further run goes on from there.
final class ImportStopped extends RuntimeException {

    ImportStopped(String message) {
        super(message);
    }

    ImportStopped(String message, Throwable cause) {
        super(message, cause);
    }
}
