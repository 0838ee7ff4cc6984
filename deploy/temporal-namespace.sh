#!/bin/sh
# Creates the namespace and the search attributes by which workflows are found. Doing it again changes nothing.
set -eu
# A closed case's history is kept that long for replay; the case itself stays in MongoDB for good.
temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention 90d
known=$(temporal operator search-attribute list -n "$TEMPORAL_NAMESPACE")
for name in HeyiCaseNumber HeyiStage HeyiRegion HeyiDefinition; do
  case "$known" in
    *"$name"*) ;;
    *) temporal operator search-attribute create -n "$TEMPORAL_NAMESPACE" --name "$name" --type Keyword ;;
  esac
done
