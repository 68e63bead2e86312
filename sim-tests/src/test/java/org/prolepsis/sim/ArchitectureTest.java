package org.prolepsis.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of dependencies, see docs/development.md. */
@AnalyzeClasses(packages = "org.prolepsis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MSGS = "org.prolepsis.msgs..";
    private static final String GRAPH = "org.prolepsis.graph..";
    private static final String ROS = "org.prolepsis.ros..";
    private static final String FLOW = "org.prolepsis.flow..";
    private static final String ACTION = "org.prolepsis.action..";
    private static final String NODES = "org.prolepsis.nodes..";
    private static final String CLI = "org.prolepsis.cli..";
    private static final String REPORT = "org.prolepsis.report..";

    @ArchTest
    static final ArchRule shouldKnowNothingOfOtherModulesInMessages =
            noClasses().that().resideInAPackage(MSGS).should().dependOnClassesThat(residesOutside(MSGS));

    @ArchTest
    static final ArchRule shouldKnowOnlyMessagesInTheRosClient = noClasses()
            .that()
            .resideInAnyPackage(GRAPH, ROS)
            .should()
            .dependOnClassesThat(residesOutside(GRAPH, ROS, MSGS));

    @ArchTest
    static final ArchRule shouldKnowOnlyMessagesInTheGraphPort =
            noClasses().that().resideInAPackage(GRAPH).should().dependOnClassesThat(residesOutside(GRAPH, MSGS));

    @ArchTest
    static final ArchRule shouldKnowNothingOfOtherModulesInFlowPrimitives =
            noClasses().that().resideInAPackage(FLOW).should().dependOnClassesThat(residesOutside(FLOW));

    @ArchTest
    static final ArchRule shouldKnowNothingOfOtherModulesInActionChunking =
            noClasses().that().resideInAPackage(ACTION).should().dependOnClassesThat(residesOutside(ACTION));

    @ArchTest
    static final ArchRule shouldWriteNodesAgainstTheGraphPortAndNeverAgainstRos1 =
            noClasses().that().resideInAPackage(NODES).should().dependOnClassesThat(residesIn(ROS, CLI, REPORT));

    @ArchTest
    static final ArchRule shouldReportWithoutTheGraph = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .dependOnClassesThat(residesIn(ROS, GRAPH, MSGS, NODES, CLI));

    @ArchTest
    static final ArchRule shouldImportTensorFlowOnlyWhereModelsAreTrained = classes()
            .that()
            .resideOutsideOfPackages("org.prolepsis.flow.train..", "org.prolepsis.sim.policy.train..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.tensorflow..");

    @ArchTest
    static final ArchRule shouldImportTheSentenceEncoderOnlyWhereTextsAreEncoded = classes()
            .that()
            .resideOutsideOfPackage("org.prolepsis.flow.text..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("dev.langchain4j..", "ai.djl..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule shouldImportThePhysicsEngineOnlyInTheCell = classes()
            .that()
            .resideOutsideOfPackage("org.prolepsis.sim.cell..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.ode4j..");

    @ArchTest
    static final ArchRule shouldDrawPicturesInOnePlaceOnly = noClasses()
            .that()
            .resideInAPackage("org.prolepsis..")
            .and()
            .resideOutsideOfPackage("org.prolepsis.sim.view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..");

    @ArchTest
    static final ArchRule shouldNamePackagesByConcept = noClasses()
            .should()
            .resideInAnyPackage("..utils..", "..util..", "..impl..", "..helpers..", "..common..", "..misc..");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> residesOutside(String... allowed) {
        return residesIn("org.prolepsis..").and(com.tngtech.archunit.base.DescribedPredicate.not(residesIn(allowed)));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> residesIn(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }
}
