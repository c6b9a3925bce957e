//go:build tools

// Package tools pins the language host for YAML that the engine tests build if none is installed.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
