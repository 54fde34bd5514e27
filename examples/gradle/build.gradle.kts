plugins {
    application
}

repositories {
    mavenLocal() // mvn install, in a checkout of Cornu, puts it there
    mavenCentral()
}

dependencies {
    implementation("io.github.cornu:cornu-importer:0.1.0-SNAPSHOT")
    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:6.1.3")
}

tasks.withType<JavaCompile> {
    options.release = 17
    options.encoding = "UTF-8"
}

application {
    mainClass = "example.Churn"
    applicationDefaultJvmArgs = listOf("--add-modules", "jdk.incubator.vector")
}

tasks.test {
    useJUnitPlatform()
    jvmArgs("--add-modules", "jdk.incubator.vector")
}
