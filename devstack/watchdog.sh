#!/bin/sh
# Ends what a process started, should that process die without doing it: its end of our stdin closes then, even on SIGKILL.
# Lines on stdin: "watch PID" and "forget PID" (leaders of process groups), "scratch DIR" (a temporary folder to remove).
trap '' INT TERM HUP
pids=' '
folders=''
while read -r verb what; do
  case $verb in
    watch) pids="$pids$what " ;;
    forget) pids=$(printf '%s' "$pids" | sed "s/ $what / /") ;;
    scratch) case $what in */heyi-*) folders="$folders
$what" ;; esac ;;
  esac
done
# The group as a whole: a child may have children of its own.
for pid in $pids; do kill -TERM "-$pid" 2>/dev/null; done
for second in 1 2 3 4 5 6 7 8; do
  alive=''
  for pid in $pids; do kill -0 "-$pid" 2>/dev/null && alive=yes; done
  [ -z "$alive" ] && break
  sleep 0.5
done
for pid in $pids; do kill -KILL "-$pid" 2>/dev/null; done
printf '%s\n' "$folders" | while read -r folder; do [ -n "$folder" ] && rm -rf "$folder"; done
