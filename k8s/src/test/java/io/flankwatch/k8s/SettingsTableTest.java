package io.flankwatch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables of settings in docs/operations.md are what the code asks for, with its types and presets, in the words of the modules' own metadata.
///
/// Where one is not, the failure has the lines as they have to be.
class SettingsTableTest {

    private static final Pattern OURS = Pattern.compile("(?m)^\\| `flankwatch\\..*$");
    private static final Pattern SPRINGS = Pattern.compile("(?m)^\\| `((?:spring|server|management|logging)\\.[a-z0-9.-]+)` \\| (.*?) \\| (.*?) ?\\| .+ \\|$");

    @Test
    void every_setting_is_described_with_its_type_and_its_preset() {
        assertThat(KnownSettings.described().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(KnownSettings.COMMAND_SERVICE, KnownSettings.QUERY_SERVICE, KnownSettings.MIGRATION)
                        .map(KnownSettings::own)
                        .map(Map::values)
                        .flatMap(Collection::stream)
                        .collect(Collectors.toSet()));
        assertThat(KnownSettings.described().values()).noneMatch(String::isBlank);
    }

    @Test
    void the_document_has_a_line_for_each_setting_and_no_other() throws IOException {
        Map<String, String> meanings =
                KnownSettings.described().entrySet().stream().collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));
        List<String> expected = new ArrayList<>();
        var services = new TreeMap<>(KnownSettings.COMMAND_SERVICE.own());
        services.putAll(KnownSettings.QUERY_SERVICE.own());
        services.forEach((name, setting) -> expected.add("| `%s` | %s | %s | %s | %s |"
                .formatted(name, whose(name), setting.typeInWords(), setting.presetInWords(), meanings.get(name))));
        KnownSettings.MIGRATION.own().keySet().forEach(name -> expected.add("| `%s` | %s |".formatted(name, meanings.get(name))));
        assertThat(OURS.matcher(document()).results().map(MatchResult::group)).containsExactlyElementsOf(expected);
    }

    @Test
    void what_it_says_of_springs_settings_is_so() throws IOException {
        Map<String, String> said =
                SPRINGS.matcher(document()).results().collect(Collectors.toMap(line -> line.group(1), line -> line.group(2) + ", " + line.group(3)));
        assertThat(said.keySet()).containsAll(KnownSettings.ISSUER);
        assertThat(said).allSatisfy((name, typeAndPreset) -> {
            Setting setting = Objects.requireNonNull(KnownSettings.COMMAND_SERVICE.springs().get(name), name);
            assertThat(typeAndPreset).as(name).isEqualTo(setting.typeInWords() + ", " + setting.presetInWords());
        });
    }

    private static String whose(String name) {
        if (!KnownSettings.QUERY_SERVICE.own().containsKey(name)) {
            return "command-service";
        }
        return KnownSettings.COMMAND_SERVICE.own().containsKey(name) ? "both" : "query-service";
    }

    private static String document() throws IOException {
        return Files.readString(Kustomize.ROOT.resolve("docs/operations.md"));
    }
}
