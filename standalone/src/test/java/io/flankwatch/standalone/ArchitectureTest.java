package io.flankwatch.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of the design. Plain tests: a runner that is not picked up would pass.
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.flankwatch");

    /// The aggregates, their repository and their subscriptions: what Axon handles; the rules are beside them.
    private static final DescribedPredicate<JavaClass> AXONS_SIDE = assignableTo("io.flankwatch.command.casefile.CaseAggregate")
            .or(assignableTo("io.flankwatch.command.casefile.CaseRepository"))
            .or(assignableTo("io.flankwatch.command.casefile.CaseCommands"))
            .or(assignableTo("io.flankwatch.command.person.PersonAggregate"))
            .or(assignableTo("io.flankwatch.command.person.PersonCommands"));

    @Test
    void every_module_is_looked_at() {
        for (String room : new String[] {"events", "wire", "ledger", "platform", "command", "query", "importer", "standalone"}) {
            assertThat(ALL.stream().filter(type -> type.getPackageName().startsWith("io.flankwatch." + room))).as(room).isNotEmpty();
        }
    }

    @Test
    void the_services_do_not_see_each_other() {
        noClasses().that().resideInAPackage("io.flankwatch.command..").should().dependOnClassesThat().resideInAnyPackage("io.flankwatch.query..", "io.flankwatch.standalone..", "io.flankwatch.importer..").check(ALL);
        noClasses().that().resideInAPackage("io.flankwatch.query..").should().dependOnClassesThat().resideInAnyPackage("io.flankwatch.command..", "io.flankwatch.standalone..", "io.flankwatch.importer..").check(ALL);
    }

    @Test
    void arrows_point_from_the_services_down() {
        noClasses().that().resideInAPackage("io.flankwatch.platform..").should().dependOnClassesThat().resideInAnyPackage("io.flankwatch.command..", "io.flankwatch.query..").check(ALL);
        noClasses().that().resideInAPackage("io.flankwatch.ledger..").should().dependOnClassesThat().resideInAnyPackage("io.flankwatch.platform..", "org.springframework..").check(ALL);
        noClasses().that().resideInAnyPackage("io.flankwatch.events..", "io.flankwatch.wire..").should().dependOnClassesThat().resideInAnyPackage("io.flankwatch.ledger..", "org.springframework..", "org.axonframework..").check(ALL);
    }

    @Test
    void the_published_language_knows_nothing_but_java_and_how_its_records_unfold() {
        classes().that().resideInAPackage("io.flankwatch.events..").should().onlyDependOnClassesThat(resideInAnyPackage("java..", "io.flankwatch.events..", "org.jspecify..", "com.fasterxml.jackson.annotation..")).check(ALL);
    }

    @Test
    void who_decides_sees_java_the_events_and_persistent_maps_only() {
        classes()
                .that(resideInAPackage("io.flankwatch.command.vocabulary..")
                        .or(resideInAPackage("io.flankwatch.command.casefile..").and(not(AXONS_SIDE)))
                        .or(resideInAnyPackage(
                                "io.flankwatch.command.source..",
                                "io.flankwatch.command.entry..",
                                "io.flankwatch.command.incursion..",
                                "io.flankwatch.command.casualty..",
                                "io.flankwatch.command.development..",
                                "io.flankwatch.command.reaction..",
                                "io.flankwatch.command.meeting..",
                                "io.flankwatch.command.protocol..",
                                "io.flankwatch.command.indicator..",
                                "io.flankwatch.command.hypothesis..",
                                "io.flankwatch.command.assessment..",
                                "io.flankwatch.command.brief.."))
                        .or(resideInAPackage("io.flankwatch.command.person..").and(not(AXONS_SIDE))))
                .and().haveSimpleNameNotEndingWith("Controller")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..", "io.flankwatch.events..", "org.jspecify..", "com.fasterxml.jackson.annotation..", "org.pcollections..")
                        .or(resideInAPackage("io.flankwatch.command..").and(not(resideInAPackage("io.flankwatch.command.desk..")))))
                .check(ALL);
    }

    @Test
    void axon_stays_where_it_belongs() {
        noClasses()
                .that(not(resideInAnyPackage("io.flankwatch.ledger..", "io.flankwatch.query.projection.."))
                        .and(not(AXONS_SIDE))
                        .and(not(resideInAPackage("io.flankwatch.command.desk..")))
                        .and(not(assignableTo("io.flankwatch.command.CommandServiceConfiguration"))))
                .should().dependOnClassesThat().resideInAPackage("org.axonframework..")
                .check(ALL);
    }

    @Test
    void the_features_of_the_command_side_do_not_go_round_in_circles() {
        slices().matching("io.flankwatch.command.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void no_view_knows_another_but_through_shared_rooms() {
        slices().matching("io.flankwatch.query.(*)..").should().beFreeOfCycles().check(ALL);
    }
}
