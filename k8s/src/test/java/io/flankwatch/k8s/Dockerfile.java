package io.flankwatch.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Dockerfile by its instructions, and what speaks against an image that is made by it.
///
/// @param context the paths that whoever builds it is given, relative to the root, with `*` for a part of a name
record Dockerfile(String text, Set<String> context) {

    private static final Set<String> INSTRUCTIONS = Set.of(
            "FROM", "ARG", "RUN", "COPY", "ADD", "WORKDIR", "USER", "ENV", "EXPOSE", "ENTRYPOINT", "CMD", "LABEL", "VOLUME", "STOPSIGNAL", "SHELL", "HEALTHCHECK", "ONBUILD");
    private static final Pattern FROM = Pattern.compile("(?<image>\\S+)(?: +AS +(?<name>[a-z][a-z0-9-]*))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+(?::[0-9]+\\.[0-9][A-Za-z0-9._-]*)(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern SOURCE_STAGE = Pattern.compile("--from=(\\S+)");
    private static final Pattern FETCHES = Pattern.compile("https?://|\\b(curl|wget|apt|apt-get|apk|dnf|yum|npm|pip|mvn)\\b");
    private static final Pattern NOT_ROOT = Pattern.compile("[1-9][0-9]*(:[1-9][0-9]*)?");
    private static final Pattern EXEC = Pattern.compile("\\[\\s*\"[^\"]+\"(\\s*,\\s*\"[^\"]+\")*\\s*]");

    /// One instruction, and whatever it is given.
    record Instruction(String name, String value) {}

    List<Instruction> instructions() {
        var instructions = new ArrayList<Instruction>();
        String joined = text.replaceAll("(?m)^\\s*#.*\n", "").replaceAll("\\\\\n", " ");
        for (String line : joined.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            String[] parts = line.split("\\s+", 2);
            instructions.add(new Instruction(parts[0], parts.length < 2 ? "" : parts[1]));
        }
        return instructions;
    }

    List<String> faults() {
        var faults = new ArrayList<String>();
        var stages = new ArrayList<String>();
        String user = "root";
        boolean entered = false;
        for (Instruction each : instructions()) {
            String value = each.value();
            if (!INSTRUCTIONS.contains(each.name())) {
                faults.add("there is no instruction " + each.name());
            } else if (stages.isEmpty() && !each.name().equals("FROM") && !each.name().equals("ARG")) {
                faults.add(each.name() + " before any FROM");
            }
            switch (each.name()) {
                case "FROM" -> {
                    Matcher from = FROM.matcher(value);
                    if (!from.matches()) {
                        faults.add("FROM what: " + value);
                        break;
                    }
                    if (!stages.contains(from.group("image")) && !PINNED.matcher(from.group("image")).matches()) {
                        faults.add("the base image is not pinned: " + from.group("image"));
                    }
                    stages.add(from.group("name") == null ? "" : from.group("name").toLowerCase(Locale.ROOT));
                    user = "root";
                    entered = false;
                }
                case "ADD" -> faults.add("ADD fetches and unpacks whatever it is given: " + value);
                case "COPY" -> copy(value, stages, faults);
                case "RUN" -> {
                    if (FETCHES.matcher(value).find()) {
                        faults.add("fetches something: " + value);
                    }
                }
                case "USER" -> user = value;
                case "ENTRYPOINT", "CMD" -> {
                    entered = true;
                    if (!EXEC.matcher(value).matches()) {
                        faults.add(each.name() + " is run by a shell, which keeps SIGTERM to itself: " + value);
                    }
                }
                default -> { }
            }
        }
        if (!NOT_ROOT.matcher(user).matches()) {
            faults.add("runs as " + user + ", and not as a user that has a number other than root's");
        }
        if (!entered) {
            faults.add("has no ENTRYPOINT");
        }
        return faults;
    }

    private void copy(String value, List<String> stages, List<String> faults) {
        Matcher stage = SOURCE_STAGE.matcher(value);
        if (stage.find()) {
            // The last one is the stage that copies.
            if (!stages.subList(0, stages.size() - 1).contains(stage.group(1))) {
                faults.add("copies from a stage that there is not: " + stage.group(1));
            }
            return;
        }
        String[] parts = value.split("\\s+", -1);
        for (String source : List.of(parts).subList(0, parts.length - 1)) {
            if (!source.startsWith("--") && !context.contains(source)) {
                faults.add("copies what the build is not given: " + source);
            }
        }
    }
}
