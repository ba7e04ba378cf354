# Everything a person types. A target's line after ## is what `make help` shows.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

MVN ?= mvn -B -ntp
CLUSTER ?= modelservice

# Only for the targets that need Java, so that help and the cluster work without it.
java = export JAVA_HOME="$$(scripts/java-home)" &&

.PHONY: help build fmt check unit it e2e test golden crds run demo cluster cluster-down images train-dense bench-operator clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Compile and package every module, with the compiler's and the formatter's checks, without tests
	$(java) $(MVN) package -DskipTests

fmt: ## Format the Java sources
	$(java) $(MVN) spotless:apply

check: ## Compile with all checks, and look at the scripts with shellcheck where it is installed
	$(java) $(MVN) test-compile
	@if command -v shellcheck >/dev/null; then \
	  grep -rlE '^#!.*sh$$' cluster images scripts --exclude-dir=target | xargs shellcheck -x && shellcheck -x cluster/lib.sh; \
	else echo "shellcheck is not installed: the scripts were not checked"; fi

unit: ## Run the unit tests
	$(java) $(MVN) test

it: ## Run the unit tests and those at a real API server
	$(java) $(MVN) verify -pl '!e2e-tests'

e2e: ## Run the end-to-end tests in a Kind cluster of their own
	scripts/e2e

test: ## Run every test
	scripts/test

golden: ## Rewrite the golden files; read the difference before you commit it
	$(java) $(MVN) test -Dgolden.update=true

crds: ## Generate the custom resource definitions into the chart
	scripts/crds

run: ## Run the operator on this machine against the current cluster
	$(java) $(MVN) -Pquick package -DskipTests -pl operator -am && "$$JAVA_HOME/bin/java" -jar operator/target/quarkus-app/quarkus-run.jar

demo: ## From nothing to a real model that answers in a Kind cluster
	scripts/demo

cluster: ## Bring up the Kind cluster (CLUSTER=modelservice, WITH=kwok,registry,metrics-server)
	cluster/up $(CLUSTER) $(if $(WITH),--with $(WITH))

cluster-down: ## Remove the Kind cluster
	cluster/down $(CLUSTER)

images: build ## Build the images of the operator, the runtime and the example models as archives
	images/build

train-dense: ## Train the dense example network again and export it
	scripts/train-dense

bench-operator: ## Measure the operator with hundreds of ModelServices
	scripts/bench-operator

clean: ## Remove what the build made here; the cache outside of the tree stays
	$(java) $(MVN) clean
