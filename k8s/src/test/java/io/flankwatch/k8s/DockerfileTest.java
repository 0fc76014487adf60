package io.flankwatch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    private static final Path ROOT = Kustomize.ROOT;

    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service"})
    void nothing_speaks_against_it(String service) throws IOException {
        assertThat(dockerfile(service).faults()).isEmpty();
    }

    /// A cache that was made with other options of the collector or by another JVM is not used, and says nothing.
    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service"})
    void what_trains_it_and_what_runs_it_are_alike(String service) throws IOException {
        List<Dockerfile.Instruction> instructions = dockerfile(service).instructions();
        assertThat(instructions.getLast().value()).contains("\"-XX:AOTCache=app.aot\"", "\"-XX:+UseG1GC\"", "\"" + service + ".jar\"");
        assertThat(Files.readString(ROOT.resolve(service).resolve("train"))).contains("-XX:AOTCacheOutput=app.aot -XX:+UseG1GC", "-jar " + service + ".jar");
        assertThat(instructions.stream().filter(each -> each.name().equals("FROM")).map(Dockerfile.Instruction::value).filter(each -> each.contains("temurin")))
                .as("one JVM for all stages").hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            root                  | USER 10001:10001         | USER root                          | runs as root
            no user               | USER 10001:10001         | EXPOSE 8081                        | runs as root
            a moving base         | temurin:25.0.3_9-jre-noble | temurin:latest                   | not pinned
            a base without a tag  | temurin:25.0.3_9-jre-noble | temurin                          | not pinned
            a stage that is not   | --from=layers            | --from=layer                       | copies from a stage that there is not: layer
            a file from elsewhere | WORKDIR /layers          | ADD https://example.org/x.jar x.jar | ADD fetches
            a download            | WORKDIR /layers          | RUN curl -O https://example.org/x  | fetches something
            a typo                | WORKDIR /layers          | WORKDIRR /layers                   | there is no instruction WORKDIRR
            what is not given     | query-service/train /usr | query-service/src /usr             | copies what the build is not given: query-service/src
            a shell in between    | ENTRYPOINT ["java",      | ENTRYPOINT java "                  | is run by a shell
            """)
    void what_is_planted_is_found(String what, String good, String bad, String told) throws IOException {
        Dockerfile sound = dockerfile("query-service");
        String planted = sound.text().replace(good, bad);
        assertThat(planted).as("it is there to be planted in").isNotEqualTo(sound.text());
        assertThat(new Dockerfile(planted, sound.context()).faults()).as(what).anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @Test
    void whoever_builds_them_gets_no_more_than_they_copy() throws IOException {
        assertThat(context()).allSatisfy(path -> assertThat(path).matches("(command|query)-service/(target/(command|query)-service-\\*-exec\\.jar|train)"));
        assertThat(Files.readAllLines(ROOT.resolve(".dockerignore"))).contains("*");
    }

    private static Dockerfile dockerfile(String service) throws IOException {
        return new Dockerfile(Files.readString(ROOT.resolve(service).resolve("Dockerfile")), context());
    }

    private static Set<String> context() throws IOException {
        return Files.readAllLines(ROOT.resolve(".dockerignore")).stream().filter(line -> line.startsWith("!")).map(line -> line.substring(1)).collect(Collectors.toSet());
    }
}
