#!/bin/sh
# Creates the namespace and the search attributes of workflows. Running it again changes nothing.
set -eu
# How long the history of a closed case is kept for replay; the case itself stays in MongoDB permanently.
temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention 90d
known=$(temporal operator search-attribute list -n "$TEMPORAL_NAMESPACE")
for name in HeyiCaseNumber HeyiStage HeyiRegion HeyiDefinition; do
  case "$known" in
    *"$name"*) ;;
    *) temporal operator search-attribute create -n "$TEMPORAL_NAMESPACE" --name "$name" --type Keyword ;;
  esac
done
