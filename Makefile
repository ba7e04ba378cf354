# Everything a person types. A target's line after ## is what `make help` shows.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

MVN ?= mvn -B -ntp
CLUSTER ?= modelservice

# Only for the targets that need Java, so that help and the cluster work without it.
java = export JAVA_HOME="$$(scripts/java-home)" &&

.PHONY: help build fmt check unit it e2e chart test golden run demo cluster cluster-down images plugin bench-operator bench-runtime bench-start bench-gateway bench-autoscaler clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Compile and package every module, with the compiler's and the formatter's checks, without tests
	$(java) $(MVN) package -DskipTests

fmt: ## Format the Java sources
	$(java) $(MVN) spotless:apply

check: ## Compile with all checks, and look at the scripts with shellcheck where it is installed
	$(java) $(MVN) test-compile
	@if command -v shellcheck >/dev/null; then \
	  grep -rlE '^#!.*sh$$' cluster images scripts kubectl-plugin e2e-tests/src --exclude-dir=target | xargs shellcheck -x && shellcheck -x cluster/lib.sh; \
	else echo "shellcheck is not installed: the scripts were not checked"; fi

unit: ## Run the unit tests (TEST=name for one)
	$(java) $(MVN) test $(if $(TEST),-Dtest=$(TEST) -Dsurefire.failIfNoSpecifiedTests=false)

# One test: make it TEST=RefusalsIT, make e2e TEST=ServeE2E, make unit TEST=DifferenceTest
only = $(if $(TEST),-Dit.test=$(TEST) -Dfailsafe.failIfNoSpecifiedTests=false)
no-unit = -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false

it: ## Run the tests against a real API server (TEST=name for one)
	$(java) $(MVN) verify -Pit $(no-unit) $(only)

e2e: ## Run the end-to-end tests in a Kind cluster of their own (TEST=name for one)
	$(java) $(MVN) verify -Pe2e $(no-unit) $(only)

chart: ## Test the Helm chart: lint, golden renders, refused values
	helm/test

test: chart ## Run every test
	$(java) $(MVN) verify -Pit,e2e

golden: ## Rewrite the golden files and the CRD; read the difference before you commit it
	$(java) $(MVN) test -pl crds,shared,operator,kubectl-plugin -Dgolden.update=true
	UPDATE=1 helm/test

run: ## Run the operator on this machine against the current cluster
	$(java) $(MVN) -Pquick package -DskipTests -pl operator -am && "$$JAVA_HOME/bin/java" -jar operator/target/quarkus-app/quarkus-run.jar

demo: ## From nothing to a real model that answers in a Kind cluster
	scripts/demo

cluster: ## Bring up the Kind cluster (CLUSTER=modelservice, WITH=kwok,registry,metrics-server,envoy-gateway)
	cluster/up $(CLUSTER) $(if $(WITH),--with $(WITH))

cluster-down: ## Remove the Kind cluster
	cluster/down $(CLUSTER)

plugin: ## Build kubectl modelservice, and install it (FOLDER=~/.local/bin, which has to be on the PATH)
	$(java) $(MVN) -Pquick package -DskipTests -pl kubectl-plugin -am
	kubectl-plugin/install $(FOLDER)

images: build ## Build the images of the operator, the runtime and the example models as archives
	images/build

bench-operator: ## Measure the operator with hundreds of ModelServices (BENCH="--counts=300")
	$(java) $(MVN) verify -Pquick,bench -DskipTests $(if $(BENCH),"-Dbench.arguments=$(BENCH)")

bench-runtime: ## Measure the runtime beside other servers (BENCH="dense embeddings text --rounds=3")
	$(java) $(MVN) verify -Pquick,bench -DskipTests -pl runtime-image,e2e-tests -am \
	  -Dbench.main=dev.modelservice.e2e.bench.serving.ServingBench $(if $(BENCH),"-Dbench.arguments=$(BENCH)")

bench-start: ## Measure how the runtime's image starts, with and without its AOT cache (BENCH="dense --runs=10")
	$(java) $(MVN) verify -Pquick,bench -DskipTests -pl runtime-image,images,e2e-tests -am \
	  -Dbench.main=dev.modelservice.e2e.bench.start.StartBench $(if $(BENCH),"-Dbench.arguments=$(BENCH)")

bench-gateway: ## Measure the gateway beside other proxies (BENCH="requests openai streams table memory --rounds=3")
	$(java) $(MVN) -Pquick package -DskipTests -pl gateway -am
	$(java) $(MVN) verify -Pquick,bench -DskipTests -pl e2e-tests -am \
	  -Dbench.main=dev.modelservice.e2e.bench.gateway.GatewayBench $(if $(BENCH),"-Dbench.arguments=$(BENCH)")

bench-autoscaler: ## Simulate the autoscaler beside those of Kubernetes and Knative, and print the table
	$(java) $(MVN) -Pquick test -pl operator -am -Dtest=AutoscalerSimulationTest -Dsurefire.failIfNoSpecifiedTests=false

clean: ## Remove what the build made here; the cache outside of the tree stays
	$(java) $(MVN) clean
