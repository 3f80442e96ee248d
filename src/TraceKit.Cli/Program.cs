return TraceKit.Cli.TraceKitCommand.Invoke(args, TraceKit.Cli.CommandContext.FromProcess());
