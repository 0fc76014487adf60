package io.flankwatch.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.command.migration.MigrationApplication;
import io.flankwatch.platform.problem.Problem;
import io.flankwatch.query.QueryServiceApplication;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings that a process of ours asks for, as its classes and those of Spring say, and those among them that it does not start without.
record KnownSettings(Set<String> known, Set<String> required) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(flankwatch\\.[a-z.-]+)(:.*)?}");
    private static final Pattern ASKED_FOR = Pattern.compile("flankwatch(\\.[a-z-]+){2,}");

    /// What the one security chain does not do without, and asks Spring for.
    private static final List<String> ISSUER = List.of(
            "spring.security.oauth2.resourceserver.jwt.issuer-uri", "spring.security.oauth2.resourceserver.jwt.audiences");

    static final KnownSettings COMMAND_SERVICE = service(CommandServiceApplication.class, "flankwatch-platform.properties");
    static final KnownSettings QUERY_SERVICE =
            service(QueryServiceApplication.class, "flankwatch-platform.properties", "flankwatch-query-service.properties");
    static final KnownSettings MIGRATION = migration();

    boolean knows(String setting) {
        return known.contains(setting);
    }

    /// As an environment variable.
    boolean knowsVariable(String name) {
        return known.stream().anyMatch(setting -> variable(setting).equals(name));
    }

    static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static KnownSettings service(Class<?> application, String... defaults) {
        var settings = new KnownSettings(new HashSet<>(), new HashSet<>());
        for (Class<?> module : List.of(application, Problem.class)) {
            classes(module, "", type -> settings.addFrom(type));
        }
        for (String file : defaults) {
            settings.required.removeAll(properties(file).stringPropertyNames());
        }
        settings.addSprings();
        settings.required.addAll(ISSUER);
        return settings;
    }

    /// It asks for each by its name, and for nothing of Spring's but where they are.
    private static KnownSettings migration() {
        var settings = new KnownSettings(new HashSet<>(), new HashSet<>());
        classes(MigrationApplication.class, "io/flankwatch/command/migration", type -> strings(type)
                .filter(text -> ASKED_FOR.matcher(text).matches())
                .forEach(settings.required::add));
        settings.known.addAll(settings.required);
        settings.known.add("spring.config.import");
        return settings;
    }

    private void addFrom(byte[] type) {
        strings(type).map(PLACEHOLDER::matcher).filter(Matcher::matches).forEach(found -> add(found.group(1), found.group(2) == null));
        if (strings(type).anyMatch(ConfigurationProperties.class.descriptorString()::equals)) {
            Class<?> properties = load(ClassFile.of().parse(type).thisClass().asInternalName().replace('/', '.'));
            var annotation = properties.getAnnotation(ConfigurationProperties.class);
            if (annotation != null) {
                for (RecordComponent component : properties.getRecordComponents()) {
                    String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                    add(annotation.value() + "." + name, !hasDefault(properties, component.getName()));
                }
            }
        }
    }

    private void add(String setting, boolean isRequired) {
        known.add(setting);
        if (isRequired) {
            required.add(setting);
        }
    }

    /// What Spring's modules on the class path of both services describe.
    private void addSprings() {
        try {
            for (URL file : Collections.list(KnownSettings.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                try (var reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
                    for (JsonElement property : JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("properties")) {
                        known.add(Shape.text(property.getAsJsonObject(), "name"));
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean hasDefault(Class<?> properties, String component) {
        return Stream.of(properties.getDeclaredConstructors())
                .flatMap(constructor -> Stream.of(constructor.getParameters()))
                .anyMatch(parameter -> parameter.getName().equals(component) && parameter.isAnnotationPresent(DefaultValue.class));
    }

    private static Stream<String> strings(byte[] type) {
        Stream.Builder<String> strings = Stream.builder();
        ClassFile.of().parse(type).constantPool().forEach(entry -> {
            if (entry instanceof Utf8Entry text) {
                strings.add(text.stringValue());
            }
        });
        return strings.build();
    }

    /// Every class of the module that one of them is in, below a folder.
    private static void classes(Class<?> module, String folder, Consumer<byte[]> use) {
        try {
            URI place = module.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (Files.isDirectory(Path.of(place))) {
                walk(Path.of(place).resolve(folder), use);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
                    walk(jar.getPath("/" + folder), use);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void walk(Path folder, Consumer<byte[]> use) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                use.accept(Files.readAllBytes(file));
            }
        }
    }

    private static Properties properties(String file) {
        var properties = new Properties();
        try (var in = KnownSettings.class.getClassLoader().getResourceAsStream(file)) {
            properties.load(Objects.requireNonNull(in));
            return properties;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, KnownSettings.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
