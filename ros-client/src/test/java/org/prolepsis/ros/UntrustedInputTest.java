package org.prolepsis.ros;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** What peers send is never taken for the name of a class, for Java objects, or for a place to fetch things from. */
class UntrustedInputTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.prolepsis.ros", "org.prolepsis.graph", "org.prolepsis.msgs");

    @Test
    void shouldLookUpNoClassOrMemberByName() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Method.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Constructor.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.invoke..", "javax.script..", "javax.naming..")
                .because("a peer chooses what it sends")
                .check(OURS);
    }

    @Test
    void shouldDeserialiseNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(Input|Output)Stream|java\\.beans\\..*|java\\.rmi\\..*")
                .check(OURS);
    }

    @Test
    void shouldReadXmlInOnePlaceThatKnowsNoEntities() {
        noClasses()
                .that()
                .haveNameNotMatching("org\\.prolepsis\\.ros\\.xmlrpc\\.XmlRpcReader(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.xml..", "org.xml..", "org.w3c..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(URL|URLConnection)|java\\.net\\.http\\..*")
                .check(OURS);
    }
}
